package workshop.step01evil;

import java.io.Serializable;

/** Someone else's draft: its package begins like ours. */
public final class Draft implements Serializable {

    private static final long serialVersionUID = 1;
}
