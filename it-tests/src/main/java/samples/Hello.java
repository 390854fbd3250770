package samples;

/** Says hello: what else there is on standard output and error is not from here. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
