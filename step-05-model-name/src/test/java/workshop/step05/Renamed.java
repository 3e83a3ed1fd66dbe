package workshop.step05;

import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/** Refs as they are, but for one more name, which only the test knows. */
final class Renamed {

    private Renamed() {}

    /** A new bean Posts, whose Refs gives that class for that name. */
    static Posts posts(AutowireCapableBeanFactory beans, Refs refs, String name, Class<?> type) {
        var own = new DefaultListableBeanFactory(beans);
        own.copyConfigurationFrom((DefaultListableBeanFactory) beans);
        var definition = new RootBeanDefinition(Refs.class, () -> renamed(refs, name, type));
        definition.setPrimary(true);
        own.registerBeanDefinition("renamedRefs", definition);
        return own.createBean(Posts.class);
    }

    private static Refs renamed(Refs refs, String name, Class<?> type) {
        var proxy = new ProxyFactory(refs);
        proxy.setProxyTargetClass(true);
        MethodInterceptor typeOf =
                call ->
                        call.getMethod().getName().equals("typeOf")
                                        && name.equals(call.getArguments()[0])
                                ? type
                                : call.proceed();
        proxy.addAdvice(typeOf);
        return (Refs) proxy.getProxy();
    }
}
