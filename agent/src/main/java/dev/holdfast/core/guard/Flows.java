package dev.holdfast.core.guard;

import dev.holdfast.boot.CallStack;
import dev.holdfast.core.guard.flow.ClassFile;
import dev.holdfast.core.guard.flow.Code;
import dev.holdfast.core.guard.flow.MethodFlow;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/** The flow of the methods that were seen on stacks, by class; classes stay free to be unloaded. */
final class Flows {
  private final ClassBytes classBytes;
  private final Map<Class<?>, OfClass> classes = new WeakHashMap<>();

  /** The same by what stands for a method, and instruction: names are asked once. */
  private final Map<Object, Map<Integer, MethodFlow>> methods = new WeakHashMap<>();

  Flows(ClassBytes classBytes) {
    this.classBytes = classBytes;
  }

  /** What is known of one class; names nothing that would keep it loaded. */
  private static final class OfClass {
    final ClassFile fileOrNull;
    final Map<String, MethodFlow> methods = new HashMap<>();

    OfClass(ClassFile fileOrNull) {
      this.fileOrNull = fileOrNull;
    }
  }

  /** The method that {@code frame} stands in; null: not known as it runs. */
  MethodFlow flowOrNull(CallStack stack, int frame) {
    Object method = stack.methodOrNull(frame);
    if (method == null) {
      return namedOrNull(stack, frame);
    }
    Integer instruction = stack.instruction(frame);
    synchronized (methods) {
      Map<Integer, MethodFlow> known = methods.get(method);
      if (known != null && known.containsKey(instruction)) {
        return known.get(instruction);
      }
    }
    MethodFlow flow = namedOrNull(stack, frame);
    synchronized (methods) {
      Map<Integer, MethodFlow> known = methods.get(method);
      if (known == null) {
        known = new HashMap<>();
        methods.put(method, known);
      }
      known.put(instruction, flow);
    }
    return flow;
  }

  private MethodFlow namedOrNull(CallStack stack, int frame) {
    OfClass known = ofClass(stack.type(frame));
    if (known.fileOrNull == null) {
      return null;
    }
    String name = stack.method(frame);
    String descriptor = stack.descriptorOrNull(frame);
    int instruction = stack.instruction(frame);
    // Each call for itself: it has to be the one in the file, by its line. Without a descriptor
    // the line also tells overloaded methods apart.
    String key =
        descriptor == null
            ? name + ':' + stack.line(frame) + '@' + instruction
            : name + descriptor + '@' + instruction;
    synchronized (known) {
      MethodFlow flow = known.methods.get(key);
      if (flow == null && !known.methods.containsKey(key)) {
        Code code = known.fileOrNull.codeOrNull(name, descriptor, instruction, stack.line(frame));
        flow = code == null ? null : new MethodFlow(code);
        known.methods.put(key, flow);
      }
      return flow;
    }
  }

  private OfClass ofClass(Class<?> type) {
    synchronized (classes) {
      OfClass known = classes.get(type);
      if (known != null) {
        return known;
      }
    }
    OfClass read = new OfClass(readOrNull(type)); // not under the lock: the loader is foreign code
    synchronized (classes) {
      OfClass known = classes.get(type);
      if (known == null) {
        classes.put(type, read);
        known = read;
      }
      return known;
    }
  }

  private ClassFile readOrNull(Class<?> type) {
    try {
      byte[] bytes = classBytes.bytesOrNull(type);
      return bytes == null ? null : ClassFile.of(bytes);
    } catch (IOException | RuntimeException | LinkageError unreadable) {
      return null; // counted where it matters: the frame is taken for a normal one
    }
  }
}
