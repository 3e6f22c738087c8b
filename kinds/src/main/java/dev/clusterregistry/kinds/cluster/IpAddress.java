package dev.clusterregistry.kinds.cluster;

/** Literal IP addresses. Never asks a name server. */
final class IpAddress {
  private static final int GROUPS = 8;

  private IpAddress() {}

  /** Four decimal numbers without leading zeros. */
  static boolean isIpv4(String text) {
    String[] numbers = text.split("\\.", -1);
    if (numbers.length != 4) {
      return false;
    }
    for (String number : numbers) {
      boolean leadingZero = number.length() > 1 && number.charAt(0) == '0';
      if (number.isEmpty() || number.length() > 3 || leadingZero || !isDecimal(number)) {
        return false;
      }
      if (Integer.parseInt(number) > 255) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Groups of RFC 4291, one run of zeros possibly left out, the last two possibly as IPv4. */
  static boolean isIpv6(String text) {
    if (text.indexOf(':') < 0) {
      return false;
    }
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text, true) == GROUPS;
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    int left = before.isEmpty() ? 0 : groups(before, false);
    int right = after.isEmpty() ? 0 : groups(after, true);
    return left >= 0 && right >= 0 && left + right < GROUPS;
  }

  /** How many groups a text has; -1 if it is none. */
  private static int groups(String text, boolean mayEndInIpv4) {
    String[] groups = text.split(":", -1);
    int count = 0;
    for (int i = 0; i < groups.length; i++) {
      if (mayEndInIpv4 && i == groups.length - 1 && isIpv4(groups[i])) {
        count += 2;
      } else if (isGroup(groups[i])) {
        count++;
      } else {
        return -1;
      }
    }
    return count;
  }

  private static boolean isGroup(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
