package workshop.step01.library;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.Supplier;

/** A value that is computed from its recipe when it is first needed. */
public final class Memo implements Serializable {

    private static final long serialVersionUID = 1;

    private Supplier<?> recipe;
    private transient Object value;

    public Memo(Supplier<?> recipe) {
        this.recipe = recipe;
    }

    /** Sets another recipe, and forgets the value. */
    public void setRecipe(Supplier<?> recipe) {
        this.recipe = recipe;
        this.value = null;
    }

    public Object get() {
        if (value == null) {
            value = recipe.get();
        }
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Memo that && Objects.equals(get(), that.get());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(get());
    }
}
