int main(void) {
  int a = 1 // ERROR 12+1 expected ';' at end of declaration
  return a;
}
