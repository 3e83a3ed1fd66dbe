package workshop.interleavings;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Puts the seam around every data source of a Spring Boot application. Named in {@code
 * META-INF/spring.factories}.
 */
public final class SeamsInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getBeanFactory().addBeanPostProcessor(new AroundDataSources());
    }

    private static final class AroundDataSources implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource dataSource ? Seams.wrap(dataSource) : bean;
        }
    }
}
