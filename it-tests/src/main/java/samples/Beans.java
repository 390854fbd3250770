package samples;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeMap;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** An application that uses the platform's MBean server. */
final class Beans {
  private Beans() {}

  /** The attributes of each bean of Holdfast's, {@code {name=value, ...}}; none: {@code []}. */
  static String all() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Set<ObjectName> names = server.queryNames(new ObjectName("dev.holdfast:*"), null);
    StringBuilder all = new StringBuilder("[");
    for (ObjectName name : names) {
      TreeMap<String, Object> attributes = new TreeMap<>();
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        attributes.put(attribute.getName(), server.getAttribute(name, attribute.getName()));
      }
      all.append(name).append(' ').append(attributes);
    }
    return all.append(']').toString();
  }
}
