package workshop.step01.old;

import java.io.Serializable;

/** A draft of an earlier day: its package lies below ours. */
public final class Draft implements Serializable {

    private static final long serialVersionUID = 1;
}
