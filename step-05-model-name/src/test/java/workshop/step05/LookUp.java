package workshop.step05;

/** What came of looking a name up: a class, or what was thrown. */
record LookUp(Class<?> type, Throwable thrown) {

    static LookUp of(Refs refs, String name) {
        try {
            return new LookUp(refs.typeOf(name), null);
        } catch (UnsupportedOperationException e) {
            Check.rethrowTodo(e);
            return new LookUp(null, e);
        } catch (RuntimeException | LinkageError e) {
            return new LookUp(null, e);
        }
    }

    boolean is(Class<?> wanted) {
        return type == wanted;
    }

    boolean found() {
        return type != null;
    }

    /** The name of the class that was found, or what happened instead. */
    @Override
    public String toString() {
        return thrown != null ? Check.words(thrown) : type == null ? "null" : type.getName();
    }
}
