package workshop.coach.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.SimpleJavaFileObject;

/** A compiled class in memory. */
final class ClassFile extends SimpleJavaFileObject {

    private final String binaryName;
    private byte[] bytes;

    /**
     * A class.
     *
     * @param bytes none as long as javac has not written it
     */
    ClassFile(String binaryName, byte... bytes) {
        super(URI.create("memory:///" + binaryName.replace('.', '/') + ".class"), Kind.CLASS);
        this.binaryName = binaryName;
        this.bytes = bytes;
    }

    /** The class's name, such as {@code workshop.step01.Inbox$Letter}. */
    String binaryName() {
        return binaryName;
    }

    String packageName() {
        return binaryName.substring(0, Math.max(0, binaryName.lastIndexOf('.')));
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public InputStream openInputStream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public OutputStream openOutputStream() {
        return new ByteArrayOutputStream() {
            @Override
            public void close() {
                bytes = toByteArray();
            }
        };
    }

    /** Writes it where a class loader looks for it. */
    void write(Path folder) throws IOException {
        var file = folder.resolve(binaryName.replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }
}
