// Spheres over a checkered floor, with mirrors and shadows, n by n pixels. An operation is one pixel.
#include "stopwatch.h"
#include <math.h>

typedef struct {
  double x, y, z;
} vec;

static vec add(vec a, vec b) { return (vec){a.x + b.x, a.y + b.y, a.z + b.z}; }
static vec scale(vec a, double k) { return (vec){a.x * k, a.y * k, a.z * k}; }
static double dot(vec a, vec b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static vec unit(vec a) { return scale(a, 1 / sqrt(dot(a, a))); }

enum { spheres = 9 };
static struct {
  vec centre;
  double radius, shine;
} scene[spheres];

// The nearest sphere that the ray meets, or -1; its distance.
static int hit(vec from, vec way, double *distance) {
  int nearest = -1;
  for (int i = 0; i < spheres; i++) {
    vec to = add(scene[i].centre, scale(from, -1));
    double along = dot(to, way);
    double beside = scene[i].radius * scene[i].radius - dot(to, to) + along * along;
    if (beside < 0) continue;
    double d = along - sqrt(beside);
    if (d > 1e-6 && d < *distance) {
      *distance = d;
      nearest = i;
    }
  }
  return nearest;
}

static double trace(vec from, vec way, int depth) {
  static const vec light = {0.57735026919, 0.57735026919, -0.57735026919};
  double distance = 1e9, floor_at = way.y < -1e-9 ? (-1 - from.y) / way.y : 1e9;
  int i = hit(from, way, &distance);
  if (i < 0 && floor_at > 1e8) return 0.3 + 0.5 * fmax(0, way.y);
  vec at, normal;
  double colour, shine;
  if (i >= 0 && distance < floor_at) {
    at = add(from, scale(way, distance));
    normal = unit(add(at, scale(scene[i].centre, -1)));
    colour = 0.9;
    shine = scene[i].shine;
  } else {
    at = add(from, scale(way, floor_at));
    normal = (vec){0, 1, 0};
    colour = ((long)floor(at.x) + (long)floor(at.z)) & 1 ? 0.8 : 0.2;
    shine = 0.1;
  }
  double far = 1e9, lit = fmax(0, dot(normal, light));
  if (hit(at, light, &far) >= 0) lit = 0;
  double seen = colour * (0.2 + 0.8 * lit);
  if (depth == 0) return seen;
  vec mirrored = add(way, scale(normal, -2 * dot(way, normal)));
  return seen * (1 - shine) + shine * trace(at, mirrored, depth - 1);
}

int main(int argc, char **argv) {
  int n = (int)stopwatch_size(argc, argv);
  double sum = 0;
  stopwatch_start();
  for (int i = 0; i < spheres; i++) {
    scene[i].centre = (vec){(i % 3 - 1) * 1.6, (i / 3) * 1.1 - 0.4, 5 + (i * 7 % 4) * 0.8};
    scene[i].radius = 0.6;
    scene[i].shine = 0.2 + 0.05 * i;
  }
  for (int y = 0; y < n; y++)
    for (int x = 0; x < n; x++)
      sum += trace((vec){0, 0.5, -2}, unit((vec){2.0 * x / n - 1, 1 - 2.0 * y / n, 1.5}), 4);
  stopwatch_stop((uint64_t)n * n, "%.4f", sum);
}
