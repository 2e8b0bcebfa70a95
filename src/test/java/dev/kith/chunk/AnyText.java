package dev.kith.chunk;

import java.util.List;
import java.util.Random;

/** Text of every kind that goes wrong somewhere, from a seed. */
public final class AnyText {
    private static final List<String> PIECES =
            List.of(
                    "Mr. Smith went to Washington. ",
                    "What? No! ",
                    "word ",
                    "a",
                    ". ",
                    "\n",
                    "\n\n",
                    "\r\n",
                    "\r",
                    "\t",
                    " ",
                    "\u00A0",
                    "\u3000",
                    "\u0000",
                    "\uFEFF",
                    "\uD800",
                    "\uDC00",
                    "\uD83D\uDE00",
                    "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
                    "\uD83C\uDDE9\uD83C\uDDEA",
                    "e\u0301",
                    "\u0301\u0302\u0303",
                    "שלום עולם. ",
                    "مرحبا بالعالم؟ ",
                    "\u202Eright to left\u202C",
                    "中文没有空格。第二句话！",
                    "ไทยไม่มีช่องว่าง",
                    "'''''",
                    "a@a@",
                    "http://a.b/c?d=e&f#g ",
                    "<b>bold</b>",
                    "<!-- ",
                    "&amp; &#xD83D; &#13; ",
                    "# heading\n",
                    "Title\n=====\n",
                    "* item\n",
                    "> quote\n",
                    "```\ncode\n```\n",
                    ".. note:: mind\n   this\n",
                    "::\n\n    literal\n\n",
                    ":role:`text` ``lit`` *em* **strong** |sub| ref_ [1]_ ",
                    "[link](http://x) ![image](y) ",
                    "| a | b |\n",
                    "<table><tr><td>1<td>2</table>",
                    "<h1>top</h1>");

    private AnyText() {}

    /** Some pieces in some order, some of them many times. */
    public static String of(Random random, int piecesMax) {
        var text = new StringBuilder();
        int pieces = random.nextInt(piecesMax + 1);
        for (int i = 0; i < pieces; i++) {
            boolean odd = random.nextInt(8) == 0;
            String piece =
                    odd
                            ? String.valueOf((char) random.nextInt(Character.MAX_VALUE + 1))
                            : PIECES.get(random.nextInt(PIECES.size()));
            text.append(piece.repeat(random.nextInt(20) == 0 ? random.nextInt(400) : 1));
        }
        return text.toString();
    }
}
