package dev.holdfast.core.weave;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Generates a {@link JfrEvent}: a subclass of {@code jdk.jfr.Event} with its annotations. */
final class GeneratedJfrEvent {
  private static final String EVENT = "jdk/jfr/Event";
  private static final String STRING = "Ljava/lang/String;";
  private static final String CLASS = "Ljava/lang/Class;";

  /** Of {@link JfrEvent#record}, in its order; {@code from}: the local variable. */
  enum Field {
    TARGET(1, STRING, "Target", "The protected file"),
    RULE(2, STRING, "Rule", "The rule of the configuration that protects it"),
    REASON(3, STRING, "Reason", ""),
    WAY(4, STRING, "Way", "How the save became durable: the name of its counter in the status"),
    BYTES(5, "J", "Bytes", "Size of the new version; -1: not known"),
    WRITE(7, "J", "Write", "From open to close; 0 where Holdfast has not seen the open"),
    FORCE(9, "J", "Force", "Forces of the file and of its folder"),
    RENAME(11, "J", "Rename", "The atomic replace; 0: there was none"),
    TOTAL(13, "J", "Total", "What the application waited for the save to be durable");

    private final int from;
    private final String type;
    private final String label;
    private final String description;

    Field(int from, String type, String label, String description) {
      this.from = from;
      this.type = type;
      this.label = label;
      this.description = description;
    }

    private String fieldName() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final int FRESH = 15;
  private static final String RECORD =
      "(" + STRING + STRING + STRING + STRING + "JJJJJ)V"; // as JfrEvent.record

  private final String name;
  private final Field[] fields;
  private final GeneratedClass generated;

  private GeneratedJfrEvent(String kind, Field[] fields) {
    this.name = "dev/holdfast/core/weave/Jfr" + kind;
    this.fields = fields;
    generated = new GeneratedClass(name, EVENT, "dev/holdfast/core/weave/JfrEvent");
  }

  /** Of the event {@code holdfast.KIND}. */
  static JfrEvent create(String kind, String label, String description, Field... fields)
      throws ReflectiveOperationException {
    GeneratedJfrEvent written = new GeneratedJfrEvent(kind, fields);
    written.annotate("holdfast." + kind, label, description);
    written.write();
    return (JfrEvent) written.generated.create();
  }

  private void annotate(String eventName, String label, String description) {
    value(annotation("Name"), eventName);
    value(annotation("Label"), label);
    value(annotation("Description"), description);
    value(annotation("StackTrace"), false);
    AnnotationVisitor category = annotation("Category");
    AnnotationVisitor names = category.visitArray("value");
    names.visit(null, "Holdfast");
    names.visitEnd();
    category.visitEnd();
  }

  private AnnotationVisitor annotation(String simpleName) {
    return generated.writer.visitAnnotation("Ljdk/jfr/" + simpleName + ";", true);
  }

  private static void value(AnnotationVisitor annotation, Object value) {
    annotation.visit("value", value);
    annotation.visitEnd();
  }

  private void write() {
    for (Field field : fields) {
      write(field);
    }
    MethodVisitor code = generated.begin("<init>", "()V");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, EVENT, "<init>", "()V", false);
    GeneratedClass.end(code, Opcodes.RETURN);
    ofRecorder("register");
    ofRecorder("unregister");
    code = generated.begin("record", RECORD);
    code.visitTypeInsn(Opcodes.NEW, name);
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, "<init>", "()V", false);
    code.visitVarInsn(Opcodes.ASTORE, FRESH);
    for (Field field : fields) {
      code.visitVarInsn(Opcodes.ALOAD, FRESH);
      code.visitVarInsn(Type.getType(field.type).getOpcode(Opcodes.ILOAD), field.from);
      code.visitFieldInsn(Opcodes.PUTFIELD, name, field.fieldName(), field.type);
    }
    code.visitVarInsn(Opcodes.ALOAD, FRESH);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, name, "commit", "()V", false);
    GeneratedClass.end(code, Opcodes.RETURN);
  }

  private void write(Field field) {
    FieldVisitor to =
        generated.writer.visitField(Opcodes.ACC_PRIVATE, field.fieldName(), field.type, null, null);
    value(to.visitAnnotation("Ljdk/jfr/Label;", true), field.label);
    if (!field.description.isEmpty()) {
      value(to.visitAnnotation("Ljdk/jfr/Description;", true), field.description);
    }
    if (field == Field.BYTES) {
      value(to.visitAnnotation("Ljdk/jfr/DataAmount;", true), "BYTES");
    } else if (field.type.equals("J")) {
      value(to.visitAnnotation("Ljdk/jfr/Timespan;", true), "NANOSECONDS");
    }
    to.visitEnd();
  }

  private void ofRecorder(String method) {
    MethodVisitor code = generated.begin(method, "()V");
    code.visitLdcInsn(Type.getObjectType(name));
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "jdk/jfr/FlightRecorder", method, "(" + CLASS + ")V", false);
    GeneratedClass.end(code, Opcodes.RETURN);
  }

  /** Whether the recorder is running, or has been: {@code FlightRecorder.isInitialized()}. */
  static java.util.function.BooleanSupplier recorderState() throws ReflectiveOperationException {
    GeneratedClass state =
        new GeneratedClass(
            "dev/holdfast/core/weave/JfrState",
            "java/lang/Object",
            "java/util/function/BooleanSupplier");
    MethodVisitor code = state.begin("<init>", "()V");
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    GeneratedClass.end(code, Opcodes.RETURN);
    code = state.begin("getAsBoolean", "()Z");
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, "jdk/jfr/FlightRecorder", "isInitialized", "()Z", false);
    GeneratedClass.end(code, Opcodes.IRETURN);
    return (java.util.function.BooleanSupplier) state.create();
  }
}
