package workshop.interleavings;

import javax.sql.DataSource;
import net.ttddyy.dsproxy.proxy.ProxyConfig;
import net.ttddyy.dsproxy.support.ProxyDataSource;

/** A data source with a {@link SqlSeam} around its connections. */
final class SeamDataSource extends ProxyDataSource {

    SeamDataSource(DataSource real) {
        super(real);
        var seam = new SqlSeam();
        setProxyConfig(
                ProxyConfig.Builder.create().queryListener(seam).methodListener(seam).build());
    }
}
