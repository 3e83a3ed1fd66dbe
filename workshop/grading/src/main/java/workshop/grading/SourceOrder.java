package workshop.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.asm.Type;

/**
 * Runs the tests of a class in the order in which they are written: the first red one is the first
 * that a reader meets.
 */
public final class SourceOrder implements MethodOrderer {

    @Override
    public void orderMethods(MethodOrdererContext context) {
        var written = new HashMap<Class<?>, List<String>>();
        context.getMethodDescriptors()
                .sort(
                        Comparator.comparingInt(
                                (MethodDescriptor test) -> {
                                    var method = test.getMethod();
                                    return written.computeIfAbsent(
                                                    method.getDeclaringClass(),
                                                    SourceOrder::methods)
                                            .indexOf(name(method));
                                }));
    }

    /**
     * Reflection gives no order, but the compiler writes methods into the class file in the
     * source's order.
     */
    private static List<String> methods(Class<?> type) {
        var names = new ArrayList<String>();
        try (var in =
                type.getResourceAsStream(type.getName().replaceFirst(".*\\.", "") + ".class")) {
            new ClassReader(in)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public MethodVisitor visitMethod(
                                        int access,
                                        String name,
                                        String descriptor,
                                        String signature,
                                        String[] exceptions) {
                                    names.add(name + descriptor);
                                    return null;
                                }
                            },
                            ClassReader.SKIP_CODE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    private static String name(Method method) {
        return method.getName() + Type.getMethodDescriptor(method);
    }
}
