package workshop.interleavings;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Puts a seam around every data source of a Spring Boot application. Named in {@code
 * META-INF/spring.factories}.
 */
final class SeamsInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().addBeanPostProcessor(new AroundDataSources());
    }

    private static final class AroundDataSources implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource dataSource ? SqlSeam.around(dataSource) : bean;
        }
    }
}
