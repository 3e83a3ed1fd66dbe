package workshop.step01;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Some library's class that is no Set, Map or Collection, and hashes its elements when read. */
final class Bag implements Serializable {

    private static final long serialVersionUID = 1;

    private transient List<Object> elements = new ArrayList<>();

    void add(Object element) {
        elements.add(element);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.writeInt(elements.size());
        for (Object element : elements) {
            out.writeObject(element);
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        elements = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            elements.add(in.readObject());
        }
        elements = new ArrayList<>(new HashSet<>(elements));
    }

    @Override
    public int hashCode() {
        return elements.stream().mapToInt(Object::hashCode).sum();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }
}
