/** What {@code -Dworkshop.redis=testcontainers} adds to the build, and to the class path. */
package workshop.containers;
