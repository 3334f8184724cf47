// flags: -lm
#include <math.h>
#include <stdio.h>

int main(void) {
  for (int i = 1; i <= 4; i++) {
    double x = i * 0.7;
    printf("%.12f %.12f %.12f %.12f\n", sin(x), exp(x), log(x), pow(x, 2.5));
  }
  printf("%.12f %.12f %g %g %g\n", sqrt(2), atan2(1, -1), floor(-2.5), round(2.5), fmod(-7.5, 2));
  printf("%d %d %d %g\n", isnan(NAN), isinf(-INFINITY) != 0, signbit(-0.0) != 0, ldexp(0.75, 4));
  int exponent;
  double mantissa = frexp(100, &exponent);
  printf("%g %d %ld %g\n", mantissa, exponent, lround(-2.5), cbrt(27));
  return 0;
}
