#include "nowhere.h" // ERROR 10+11 'nowhere.h' file not found
int main(void) { return 0; }
