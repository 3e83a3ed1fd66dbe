package workshop.step05;

import java.lang.management.ManagementFactory;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** Asks the JVM which classes it has loaded, as {@code jcmd <pid> VM.class_hierarchy} does. */
final class LoadedClasses {

    private LoadedClasses() {}

    /**
     * How many class loaders have loaded a class with this name. Always 0 on a JVM that does not
     * tell (OpenJ9): there only the canary in the static initialiser can notice.
     */
    static long count(String className) throws JMException {
        var server = ManagementFactory.getPlatformMBeanServer();
        var jvm = new ObjectName("com.sun.management:type=DiagnosticCommand");
        if (!server.isRegistered(jvm)) {
            return 0;
        }
        var hierarchy =
                (String)
                        server.invoke(
                                jvm,
                                "vmClassHierarchy",
                                new Object[] {new String[] {className}},
                                new String[] {String[].class.getName()});
        return Pattern.compile(Pattern.quote(className) + "/").matcher(hierarchy).results().count();
    }
}
