package dev.kith.chunk.source;

import java.util.HashMap;
import java.util.Map;

/**
 * Inline markup of reStructuredText: literals, emphasis, roles, references and substitutions leave
 * their text. One pass; the search for each kind of end never goes back, so time is linear.
 */
final class RestructuredInline {
    private static final int NONE = Integer.MAX_VALUE;
    private static final int NAME_CHARS_MAX = 60;
    private static final String OPENERS = "'\"([{<-/:‘“«—–";

    private final String text;
    private final Map<String, String> substitutions;
    private final StringBuilder out;

    /** For each end mark the first place not yet passed where it may end something. */
    private final Map<String, Integer> ends = new HashMap<>();

    private int at;

    private RestructuredInline(String text, Map<String, String> substitutions) {
        this.text = text;
        this.substitutions = substitutions;
        this.out = new StringBuilder(text.length());
    }

    static String convert(String text, Map<String, String> substitutions) {
        var inline = new RestructuredInline(text, substitutions);
        while (inline.at < text.length()) inline.step();
        return inline.out.toString();
    }

    private void step() {
        switch (text.charAt(at)) {
            case '\\' -> escape();
            case '`' -> {
                if (text.startsWith("``", at)) span("``");
                else interpreted("");
            }
            case '*' -> span(text.startsWith("**", at) ? "**" : "*");
            case ':' -> role();
            case '|' -> substitution();
            case '_' -> reference();
            default -> copy(1);
        }
    }

    private void copy(int chars) {
        out.append(text, at, at + chars);
        at += chars;
    }

    private void escape() {
        at++;
        if (at == text.length()) out.append('\\');
        else if (Character.isWhitespace(text.charAt(at))) at++;
        else copy(1);
    }

    /** Drops the marks around a literal or emphasis. */
    private void span(String mark) {
        int from = at + mark.length();
        int end = startsHere(mark.length()) ? endFrom(mark, from + 1) : NONE;
        if (end == NONE) {
            copy(mark.length());
            return;
        }
        out.append(text, from, end);
        at = end + mark.length();
    }

    /** {@code :role:`text`}. */
    private void role() {
        int end = roleEnd(at);
        if (end == 0 || !text.startsWith("`", end) || text.startsWith("``", end)) {
            copy(1);
            return;
        }
        String role = text.substring(at + 1, end - 1);
        int before = at;
        at = end;
        if (!interpreted(role)) {
            at = before;
            copy(1);
        }
    }

    /** Text in single backquotes, with what follows them; false, and nothing done, if unclosed. */
    private boolean interpreted(String role) {
        int end = startsHere(1) || !role.isEmpty() ? endFrom("`", at + 2) : NONE;
        if (end == NONE) {
            if (role.isEmpty()) copy(1);
            return false;
        }
        out.append(withoutTarget(text.substring(at + 1, end), role));
        at = end + 1;
        for (int marks = 0; marks < 2 && text.startsWith("_", at); marks++) at++;
        int after = roleEnd(at);
        if (role.isEmpty() && after > 0) at = after;
        return true;
    }

    private static String withoutTarget(String content, String role) {
        int target = content.endsWith(">") ? content.lastIndexOf('<') : -1;
        if (target > 0) return content.substring(0, target).strip();
        if (target == 0) return content.substring(1, content.length() - 1);
        boolean number = content.chars().allMatch(Character::isDigit);
        if (number && role.equals("pep")) return "PEP " + content;
        if (number && role.equals("rfc")) return "RFC " + content;
        boolean prefixed = content.startsWith("~") || content.startsWith("!");
        return prefixed && !role.isEmpty() ? content.substring(1) : content;
    }

    /** {@code |name|}, if it was defined. */
    private void substitution() {
        int end = Math.min(text.length(), at + NAME_CHARS_MAX);
        int close = text.substring(at + 1, Math.max(at + 1, end)).indexOf('|');
        String value = close < 0 ? null : substitutions.get(text.substring(at + 1, at + 1 + close));
        if (value == null) {
            copy(1);
            return;
        }
        out.append(value);
        at += close + 2;
    }

    /** The underscore after {@code word_}, {@code word__} and {@code [1]_}; others stay. */
    private void reference() {
        int end = text.startsWith("__", at) ? at + 2 : at + 1;
        boolean marks = at > 0 && endsAt(end) && (text.charAt(at - 1) == ']' || endsName());
        if (marks) at = end;
        else copy(end - at);
    }

    /** Whether a whole name, as docutils has it, ends before {@link #at}. */
    private boolean endsName() {
        int start = at;
        while (start > 0 && at - start < NAME_CHARS_MAX && isNameChar(text.charAt(start - 1))) {
            start--;
        }
        boolean begins = start == 0 || !isNameChar(text.charAt(start - 1));
        return start < at
                && begins
                && Character.isLetterOrDigit(text.charAt(start))
                && Character.isLetterOrDigit(text.charAt(at - 1));
    }

    private static boolean isNameChar(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
    }

    /** Where {@code :name:} that begins at {@code start} ends; 0 if there is none. */
    private int roleEnd(int start) {
        if (!text.startsWith(":", start)) return 0;
        int limit = Math.min(text.length(), start + NAME_CHARS_MAX);
        for (int i = start + 1; i < limit; i++) {
            char c = text.charAt(i);
            boolean last = i + 1 == text.length() || text.charAt(i + 1) == '`';
            if (c == ':' && i > start + 1 && (last || !isNameChar(text.charAt(i + 1)))) {
                return i + 1;
            }
            if (!isNameChar(c) && c != ':' && c != '+') return 0;
        }
        return 0;
    }

    /** Markup begins after white space or an opening mark, and before something visible. */
    private boolean startsHere(int markLength) {
        int next = at + markLength;
        boolean visible = next < text.length() && !Character.isWhitespace(text.charAt(next));
        if (!visible) return false;
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        return Character.isWhitespace(before) || OPENERS.indexOf(before) >= 0;
    }

    private int endFrom(String mark, int from) {
        int end = ends.getOrDefault(mark, -1);
        if (end < from) {
            end = text.indexOf(mark, from);
            while (end >= 0 && !isEnd(mark, end)) end = text.indexOf(mark, end + 1);
            if (end < 0) end = NONE;
            ends.put(mark, end);
        }
        return end;
    }

    private boolean isEnd(String mark, int end) {
        char before = text.charAt(end - 1);
        if (Character.isWhitespace(before)) return false;
        if (mark.equals("``")) return endsAt(end + 2);
        if (before == '\\') return false;
        if (mark.equals("`")) return true;
        if (mark.equals("*") && (before == '*' || text.startsWith("*", end + 1))) return false;
        return endsAt(end + mark.length());
    }

    private boolean endsAt(int end) {
        return end >= text.length() || !Character.isLetterOrDigit(text.charAt(end));
    }
}
