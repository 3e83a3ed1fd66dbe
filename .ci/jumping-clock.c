/* The clock of a machine that someone sets anew: for programs with this in LD_PRELOAD, it differs from the
   real one by the seconds that the file JUMPING_CLOCK holds, an int64_t that may change at any time. Only the
   time of day: what a program waits for is measured by a clock that nobody can set (clock_gettime(2)).
   libfaketime changes that one's deadlines, too, so that a JVM's waits end at once or never. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static int64_t difference(void) {
    static volatile int64_t *seconds;
    if (!seconds) {
        int file = open(getenv("JUMPING_CLOCK"), O_RDONLY | O_CLOEXEC);
        void *memory = mmap(NULL, sizeof *seconds, PROT_READ, MAP_SHARED, file, 0);
        if (memory == MAP_FAILED) {
            abort();
        }
        close(file);
        seconds = memory;
    }
    return *seconds;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    int result = syscall(SYS_clock_gettime, clock, now);
    if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += difference();
    }
    return result;
}

int gettimeofday(struct timeval *now, void *zone) {
    int result = syscall(SYS_gettimeofday, now, zone);
    if (result == 0) {
        now->tv_sec += difference();
    }
    return result;
}

time_t time(time_t *also) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (also) {
        *also = now.tv_sec;
    }
    return now.tv_sec;
}
