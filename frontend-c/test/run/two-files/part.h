#ifndef PART_H
#define PART_H
#define PART_BONUS 1
extern const char *part_name;
void part_set(int v);
int part_get(void);
#endif
