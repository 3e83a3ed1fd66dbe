package workshop.grading.queue;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import workshop.queue.Broker;

/**
 * Puts a seam around every broker of a step's Spring Boot application, in its tests only. Named in
 * {@code META-INF/spring.factories}.
 */
public final class BrokerSeamInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().addBeanPostProcessor(new AroundBrokers());
    }

    private static final class AroundBrokers implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof Broker broker ? BrokerSeam.around(broker) : bean;
        }
    }
}
