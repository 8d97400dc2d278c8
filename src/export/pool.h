/* A pool of worker processes, each of which does one job after the other: bytes go in, bytes come back.
 *
 *     pool_start(2, work, &context, &pool, error);
 *     while (…) {
 *         while (pool_has_room(pool) && …) status = pool_give(pool, id, &job, sizeof job, error);
 *         status = pool_take(pool, &answer, error);      // waits for one that is done
 *     }
 *     pool_free(pool);
 *
 * As many workers as there are cores keep to one core each, fewer or more to none. One more process stands aside, for jobs
 * that wait rather than work, so that they keep no worker from working.
 *
 * The workers are forked when the pool is started, so each begins with a copy of all that there is then; nothing that one of
 * them does is seen by another or by the owner. A worker that dies is replaced, and its job is done once more; a job that
 * kills two workers is answered with STATUS_SYSTEM. Workers die with their owner, wherever it dies.
 */
#ifndef ALOUD_EXPORT_POOL_H
#define ALOUD_EXPORT_POOL_H

#include "base/buffer.h"
#include "base/status.h"

#include <stdint.h>

/* Runs in a worker. Appends what it has to say to `answer`; what it fills into `error` reaches the owner. */
typedef enum status pool_work(void *context, const void *job, size_t length, struct buffer *answer,
                              struct error *error);

struct pool;

struct pool_answer {
    uint64_t id;
    enum status status; /* of the work */
    struct error error;
    struct buffer bytes; /* the caller frees, or gives back with the next pool_take */
};

/* One process a core that this process may use. */
size_t pool_cores(void);

enum status pool_start(size_t workers, pool_work *work, void *context, struct pool **ret, struct error *error);
void pool_free(struct pool *pool); /* kills what still works; NULL is fine */

/* Whether a worker has nothing to do. */
bool pool_has_room(const struct pool *pool);
bool pool_has_room_aside(const struct pool *pool);
size_t pool_busy(const struct pool *pool); /* jobs given whose answers were not taken */

/* Copies the job. There must be room. */
enum status pool_give(struct pool *pool, uint64_t id, const void *job, size_t length, struct error *error);
enum status pool_give_aside(struct pool *pool, uint64_t id, const void *job, size_t length, struct error *error);

/* Waits for an answer; there must be a busy worker. STATUS_SYSTEM where no worker can be started any more. */
enum status pool_take(struct pool *pool, struct pool_answer *answer, struct error *error);

#endif
