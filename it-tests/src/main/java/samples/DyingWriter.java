package samples;

import java.io.File;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;

/**
 * The graph service of snapshot-store with a fault in its memory: {@code DyingWriter FILE NODES}
 * saves a graph in which a node is missing, and dies of it in the midst of the save.
 */
public final class DyingWriter {
  private DyingWriter() {}

  public static void main(String[] arguments) throws Throwable {
    int size = Integer.parseInt(arguments[1]);
    Class<?> graphType = Class.forName("org.example.graphstore.Graph");
    Object graph =
        accessible(graphType.getDeclaredMethod("invented", int.class, int.class))
            .invoke(null, 1, size);
    List<?> nodes = (List<?>) accessible(graphType.getDeclaredMethod("nodes")).invoke(graph);
    nodes.set(size / 2, null);
    Class<?> serviceType = Class.forName("org.example.graphstore.GraphService");
    Constructor<?> constructor = serviceType.getDeclaredConstructor(File.class, PrintStream.class);
    constructor.setAccessible(true);
    Object service = constructor.newInstance(new File(arguments[0]), System.out);
    accessible(serviceType.getDeclaredMethod("save", graphType)).invoke(service, graph);
  }

  private static Method accessible(Method method) {
    method.setAccessible(true);
    return method;
  }
}
