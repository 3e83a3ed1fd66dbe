package workshop.step05;

import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** A second factory in the process, with other entities. It needs no database: no one uses it. */
final class OtherFactory {

    private OtherFactory() {}

    static SessionFactory thatManages(Class<?> entity) {
        return new MetadataSources(registry())
                .addAnnotatedClass(entity)
                .buildMetadata()
                .buildSessionFactory();
    }

    /** What a factory is made of, but for its entities. */
    static StandardServiceRegistry registry() {
        return new StandardServiceRegistryBuilder()
                .applySetting(JdbcSettings.ALLOW_METADATA_ON_BOOT, false)
                .applySetting(JdbcSettings.JAKARTA_HBM2DDL_DB_NAME, "H2")
                .build();
    }

    /** A new bean Refs of that factory. */
    static Refs refs(AutowireCapableBeanFactory beans, SessionFactory factory) {
        var own = new DefaultListableBeanFactory(beans);
        own.copyConfigurationFrom((DefaultListableBeanFactory) beans);
        var its = new RootBeanDefinition(SessionFactory.class, () -> factory);
        its.setPrimary(true);
        own.registerBeanDefinition("otherFactory", its);
        var manager =
                new RootBeanDefinition(
                        EntityManager.class,
                        () -> SharedEntityManagerCreator.createSharedEntityManager(factory));
        manager.setPrimary(true);
        own.registerBeanDefinition("itsEntityManager", manager);
        return own.createBean(Refs.class);
    }
}
