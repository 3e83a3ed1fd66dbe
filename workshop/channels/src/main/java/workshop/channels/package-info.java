/** Django Channels as a peer: the kit's queue on a channel of {@code channels_redis}. */
package workshop.channels;
