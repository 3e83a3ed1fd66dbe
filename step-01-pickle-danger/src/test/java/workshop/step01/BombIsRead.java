package workshop.step01;

import static workshop.step01.Bomb.Kind.SETS;

import java.util.ArrayList;
import java.util.List;

/** A second look, when a bomb is read: at what is harmless, and should be refused like it. */
final class BombIsRead {

    private static final int LEVELS = 60;

    private BombIsRead() {}

    /** What to do about it, with the advice where that fits. */
    static String why(boolean isTheFirst, String advice) {
        byte[] lists = Forged.lists(LEVELS);
        if (!read(lists).isRefusal() && read(withALongText()).isRefusal()) {
            return """
            Is it the size that decides? %d lists in each other are refused with a long text \
            before them, and read without it (%,d bytes). Size does not make a bomb: the limits \
            must hold for every message.\
            """
                    .formatted(LEVELS, lists.length);
        }
        return isTheFirst ? advice + whetherAnythingIsRefused() : advice;
    }

    private static byte[] withALongText() {
        var lists = new ArrayList<Object>();
        for (int level = 2; level < LEVELS; level++) {
            lists = new ArrayList<>(List.of(lists));
        }
        return Native.bytes(new ArrayList<>(List.of("x".repeat(10_000), lists)));
    }

    private static String whetherAnythingIsRefused() {
        var late =
                """
                 %s, which nobody needs to wait for, is refused with %s. So there is a check, and \
                it comes when the object has been read: by then a bomb has gone off. Refuse it \
                while it is read.\
                """;
        var small = read(Native.bytes(Bomb.of(3, 2, SETS)));
        var deep = read(Forged.lists(LEVELS));
        if (small.isRefusal()) {
            return late.formatted("A bomb of 3 levels", small);
        }
        if (deep.isRefusal()) {
            return late.formatted("A list of %d levels".formatted(LEVELS), deep);
        }
        return read(Forged.lists(300)).isRefusal() ? "" : DepthLimit.whyNot();
    }

    private static Reading read(byte[] bytes) {
        return Reading.of(BoundedSerializer.class, bytes);
    }
}
