package workshop.step05;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.Metamodel;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.AbstractSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.util.ClassUtils;

/**
 * The application's metamodel, with its entities in an order that a test chooses: JPA promises
 * none, so an answer must not depend on one.
 */
final class OrderedModels {

    private final EntityManagerFactory factory;
    private final List<EntityType<?>> order;
    private final Runnable halfWay;

    private OrderedModels(
            EntityManagerFactory factory, Comparator<EntityType<?>> order, Runnable halfWay) {
        this.factory = factory;
        this.order = factory.getMetamodel().getEntities().stream().sorted(order).toList();
        this.halfWay = halfWay;
    }

    /**
     * A new bean Refs that sees the entities in that order.
     *
     * @param halfWay runs whenever someone has gone through half of them
     */
    static Refs refs(
            AutowireCapableBeanFactory beans,
            EntityManagerFactory factory,
            Comparator<EntityType<?>> order,
            Runnable halfWay) {
        var models = new OrderedModels(factory, order, halfWay);
        var own = new DefaultListableBeanFactory(beans);
        own.copyConfigurationFrom((DefaultListableBeanFactory) beans);
        var definition = new RootBeanDefinition(EntityManagerFactory.class, models::factory);
        definition.setPrimary(true);
        own.registerBeanDefinition("orderedModels", definition);
        return own.createBean(Refs.class);
    }

    private EntityManagerFactory factory() {
        return around(EntityManagerFactory.class, factory, "getMetamodel", this::metamodel);
    }

    private Metamodel metamodel() {
        return around(Metamodel.class, factory.getMetamodel(), "getEntities", this::entities);
    }

    private Set<EntityType<?>> entities() {
        return new AbstractSet<>() {

            @Override
            public Iterator<EntityType<?>> iterator() {
                var each = order.iterator();
                return new Iterator<>() {

                    private int left = order.size() / 2;

                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public EntityType<?> next() {
                        if (left-- == 0) {
                            halfWay.run();
                        }
                        return each.next();
                    }
                };
            }

            @Override
            public int size() {
                return order.size();
            }
        };
    }

    /** All its interfaces and methods, but for one. */
    private static <T> T around(Class<T> type, T target, String name, Supplier<?> instead) {
        var interfaces = ClassUtils.getAllInterfacesForClass(target.getClass());
        return type.cast(
                Proxy.newProxyInstance(
                        OrderedModels.class.getClassLoader(),
                        interfaces,
                        (proxy, method, arguments) -> {
                            if (method.getName().equals(name)) {
                                return instead.get();
                            }
                            try {
                                return method.invoke(target, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
