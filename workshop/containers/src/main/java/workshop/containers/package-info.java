/**
 * What {@code -Dworkshop.redis=testcontainers} and {@code -Dworkshop.db=testcontainers} add to the
 * build, and to the class path.
 */
package workshop.containers;
