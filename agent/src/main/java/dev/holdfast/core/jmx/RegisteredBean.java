package dev.holdfast.core.jmx;

import dev.holdfast.core.observe.Observer;
import java.lang.management.ManagementFactory;
import java.util.function.IntSupplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** The bean in the platform's MBean server. To load this class is to load half of JMX. */
public final class RegisteredBean {
  private static final String NAME = "dev.holdfast:type=Holdfast";

  /** Only the platform's server has it. */
  private static final String OF_PLATFORM = "java.lang:type=Runtime";

  private final MBeanServer server;
  private final ObjectName name;

  private RegisteredBean(MBeanServer server, HoldfastBean bean) throws JMException {
    this.server = server;
    name = new ObjectName(NAME);
    server.registerMBean(bean, name);
  }

  /** In the platform's server, which is made if it isn't there. */
  public static RegisteredBean inPlatformServer(Observer observer, IntSupplier openSaves) {
    try {
      return new RegisteredBean(
          ManagementFactory.getPlatformMBeanServer(), new HoldfastBean(observer, openSaves));
    } catch (JMException failure) {
      throw new IllegalStateException(failure.toString(), failure);
    }
  }

  /** In the platform's server if somebody has made that; else null. */
  public static RegisteredBean inExistingServerOrNull(Observer observer, IntSupplier openSaves) {
    try {
      ObjectName platforms = new ObjectName(OF_PLATFORM);
      for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
        if (server.isRegistered(platforms)) {
          return new RegisteredBean(server, new HoldfastBean(observer, openSaves));
        }
      }
      return null;
    } catch (JMException failure) {
      throw new IllegalStateException(failure.toString(), failure);
    }
  }

  /** The server forgets it. */
  public void unregister() {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException somebodyElseHasTakenItOut) {
      return;
    } catch (JMException failure) {
      throw new IllegalStateException(failure.toString(), failure);
    }
  }
}
