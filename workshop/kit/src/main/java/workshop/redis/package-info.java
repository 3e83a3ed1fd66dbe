/**
 * The Redis server that the exercises use: an embedded one, unless a system property names another.
 * See {@link workshop.redis.Redis}.
 */
package workshop.redis;
