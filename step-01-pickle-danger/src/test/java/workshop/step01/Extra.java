package workshop.step01;

import java.io.Serializable;
import java.util.ArrayList;

/** What a Draft would be with one more field. Its name is as long as Draft's. */
final class Extra implements Serializable {

    private static final long serialVersionUID = 1;

    final String author = Forged.AUTHOR;
    final String body = "Nothing to see here";
    final ArrayList<String> tags = new ArrayList<>();
    final Object zero;

    Extra(Object zero) {
        this.zero = zero;
    }
}
