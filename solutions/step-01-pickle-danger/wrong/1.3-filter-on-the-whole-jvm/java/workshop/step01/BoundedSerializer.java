package workshop.step01;

import java.io.ObjectInputFilter;

public final class BoundedSerializer extends NativeSerializer {

    static {
        if (ObjectInputFilter.Config.getSerialFilter() == null) {
            ObjectInputFilter.Config.setSerialFilter(
                    ObjectInputFilter.Config.createFilter("maxdepth=3;maxrefs=1000;maxarray=1000"));
        }
    }
}
