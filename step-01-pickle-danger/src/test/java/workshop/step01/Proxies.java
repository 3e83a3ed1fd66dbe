package workshop.step01;

import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import workshop.queue.TaskHandler;

/** Messages that hold an object of a proxy class. */
final class Proxies {

    private Proxies() {}

    /** A handler that can travel, for a proxy that an honest ObjectOutputStream writes. */
    static final class Echo implements InvocationHandler, Serializable {

        private static final long serialVersionUID = 1;

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            return null;
        }
    }

    /** As the message itself, among a draft's tags, written by Java and by hand. */
    static Map<String, byte[]> cases() {
        Object proxy =
                Proxy.newProxyInstance(
                        Proxies.class.getClassLoader(),
                        new Class<?>[] {Runnable.class},
                        new Echo());
        var cases = new LinkedHashMap<String, byte[]>();
        cases.put("a proxy of Runnable", Native.bytes(proxy));
        cases.put("a draft with a proxy of Runnable among its tags", Forged.amongTheTags(proxy));
        for (Class<?> type : List.of(Runnable.class, Comparable.class, TaskHandler.class)) {
            String what = "a proxy of %s, written by hand".formatted(type.getSimpleName());
            cases.put(what, Forged.proxy(type));
            cases.put(what + ", among a draft's tags", Forged.amongTheTags(Forged.proxy(type)));
        }
        byte[] ofNothing = HexFormat.of().parseHex("aced0005737d000000007870");
        cases.put("a proxy of no interface at all, written by hand", ofNothing);
        return cases;
    }
}
