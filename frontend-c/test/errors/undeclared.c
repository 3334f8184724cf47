int main(void) {
  int count = 3;
  return counter; // ERROR 10+7 use of undeclared identifier 'counter'; did you mean 'count'\?
}
