import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Joins the jars of a folder into one. Arguments: the folder, the jar to write.
 *
 * <p>Whatever looks for a resource that is not there, as the JDK does for its services, opens all jars of the class path
 * and reads their manifests: with seventy jars, of which some are signed, that was a good part of every start.
 *
 * <p>Files about services are joined, licences are kept by jar, of the versions for several Javas the newest that fits
 * is taken. The order of jars is the order of their names, ours first; a class that two of them hold differently is an
 * error.
 */
final class OneJar {
  private static final int JAVA = 25;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.*)");
  private static final Pattern SERVICE = Pattern.compile("META-INF/services/.*");
  private static final Pattern LEGAL = Pattern.compile("META-INF/.*(LICEN[CS]E|NOTICE|DEPENDENCIES|COPYRIGHT).*");
  private static final Pattern DROPPED =
      Pattern.compile(".*/|META-INF/(MANIFEST\\.MF|INDEX\\.LIST|[^/]*\\.(SF|RSA|DSA|EC))|(.*/)?module-info\\.class");

  /** The same for every build. */
  private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Map<String, Path> from = new HashMap<>();

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Path> jars;
    try (Stream<Path> files = Files.list(folder)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted(OneJar::oursFirst).toList();
    }
    OneJar joined = new OneJar();
    for (Path jar : jars) {
      joined.add(jar);
    }
    Path target = Path.of(arguments[1]);
    Files.createDirectories(target.getParent());
    joined.write(target);
  }

  private static int oursFirst(Path a, Path b) {
    int ours = Boolean.compare(!isOurs(a), !isOurs(b));
    return ours != 0 ? ours : a.compareTo(b);
  }

  private static boolean isOurs(Path jar) {
    return jar.getFileName().toString().startsWith("clusterregistry");
  }

  private void add(Path jar) throws IOException {
    for (Map.Entry<String, byte[]> entry : newest(jar).entrySet()) {
      String name = entry.getKey();
      if (SERVICE.matcher(name).matches()) {
        entries.merge(name, entry.getValue(), OneJar::lines);
        continue;
      }
      if (LEGAL.matcher(name).matches()) {
        name = "META-INF/licenses/" + jar.getFileName() + name.substring("META-INF".length());
      }
      byte[] known = entries.putIfAbsent(name, entry.getValue());
      if (known == null) {
        from.put(name, jar);
      } else if (name.endsWith(".class") && !Arrays.equals(known, entry.getValue())) {
        throw new IOException(name + " differs in " + from.get(name) + " and " + jar);
      }
    }
  }

  private static byte[] lines(byte[] a, byte[] b) {
    String first = new String(a, StandardCharsets.UTF_8).stripTrailing();
    String second = new String(b, StandardCharsets.UTF_8).stripTrailing();
    return (first + "\n" + second + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, byte[]> newest(Path jar) throws IOException {
    Map<String, byte[]> found = new TreeMap<>();
    Map<String, Integer> versions = new HashMap<>();
    try (JarFile in = new JarFile(jar.toFile(), false)) {
      boolean several = in.isMultiRelease();
      for (ZipEntry entry : Collections.list(in.entries())) {
        Matcher versioned = VERSIONED.matcher(entry.getName());
        int version = versioned.matches() ? Integer.parseInt(versioned.group(1)) : 0;
        String name = version > 0 ? versioned.group(2) : entry.getName();
        boolean unfit = version > 0 && (!several || version > JAVA || name.startsWith("META-INF/"));
        if (unfit || DROPPED.matcher(name).matches() || versions.getOrDefault(name, -1) >= version) {
          continue;
        }
        versions.put(name, version);
        found.put(name, in.getInputStream(entry).readAllBytes());
      }
    }
    return found;
  }

  private void write(Path target) throws IOException {
    try (OutputStream file = Files.newOutputStream(target);
        ZipOutputStream out = new ZipOutputStream(file)) {
      put(out, MANIFEST, "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(out, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }
}
