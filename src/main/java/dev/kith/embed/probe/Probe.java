package dev.kith.embed.probe;

import java.util.List;
import java.util.stream.Stream;

/**
 * One of the texts that all agents embed to compare their models. Most are as long as passages are,
 * so that a model that sees only their beginnings shows; they differ in kind, since what is wrong
 * with a model may show in one kind only.
 */
public enum Probe {
    TIDES(
            "The sea rises and falls twice a day on most coasts because the moon pulls the water on"
                    + " the near side of the earth a little more than the earth itself, and the"
                    + " earth a little more than the water on the far side. Two bulges follow the"
                    + " moon around the globe. When the sun stands in line with them, at new and"
                    + " at full moon, the range is largest and people speak of spring tides; when"
                    + " it stands at a right angle the two nearly cancel and the range is small."
                    + " Shallow bays and narrow channels make a tide of half a metre on the open"
                    + " ocean into one of ten metres and more at their inner end."),
    BREAD(
            "Mix five hundred grams of flour with three hundred and fifty of water and let the"
                    + " dough rest for half an hour before the salt and the starter go in. Fold it"
                    + " four times in the first two hours, then leave it alone until it has grown"
                    + " by about half. Shape it tightly, put it into a floured basket, and keep it"
                    + " in the refrigerator over night. In the morning heat a heavy pot for forty"
                    + " minutes, tip the loaf in, cut it, and bake it covered for twenty minutes"
                    + " and open for as many again, until the crust is dark and sounds hollow."),
    INVOICE(
            "Invoice 2024-0317, date 14.03.2024, customer 10482. Pos. 1: 12 pcs. ball bearing"
                    + " 6204-2RS at 3.85 = 46.20. Pos. 2: 4 m hydraulic hose DN10 at 11.90 ="
                    + " 47.60. Pos. 3: 1 pc. gasket set K-771 at 128.00 = 128.00. Pos. 4: 2.5 h"
                    + " work at 64.00 = 160.00. Net 381.80, value added tax 19 % 72.54, total"
                    + " 454.34. Payable within 14 days without deduction. Goods remain our"
                    + " property until they are paid for in full. Please quote 2024-0317/10482."),
    MINUTES(
            "Minutes of the residents' meeting. Present were nine of the twelve flats. The roof"
                    + " over the north stairs lets in water again; the firm that repaired it two"
                    + " years ago is to come under its warranty, and if it has not answered by the"
                    + " end of the month a second offer will be asked for. It was agreed to buy a"
                    + " lockable rack for ten bicycles, seven votes to two. The cellar must be"
                    + " cleared of things without a name by the first of June. Nobody wanted to"
                    + " take over the snow list, so it goes round by floors as it did before."),
    PROGRAM(
            """
            def merge(left, right):
                result = []
                i = j = 0
                while i < len(left) and j < len(right):
                    if left[i] <= right[j]:
                        result.append(left[i])
                        i += 1
                    else:
                        result.append(right[j])
                        j += 1
                # what is left over is sorted already
                result.extend(left[i:])
                result.extend(right[j:])
                return result
            """),
    ACCENTS(
            "Le café de la gare ouvre à six heures; l'été, on y sert des crêpes à la crème sur la"
                    + " terrasse. Übermorgen fährt der Zug über Köln nach Zürich, weil die Brücke"
                    + " bei Worms gesperrt ist. El niño pequeño soñó con una montaña de azúcar."
                    + " Zażółć gęślą jaźń; příliš žluťoučký kůň úpěl ďábelské ódy. Η γρήγορη"
                    + " αλεπού. Съешь же ещё этих мягких французских булок."),
    WARRANTY(
            "The manufacturer warrants to the first buyer that the appliance is free of defects in"
                    + " material and workmanship for twenty-four months from the date of delivery."
                    + " The warranty does not cover wear, damage in transport, improper use, or"
                    + " repairs by others than authorised workshops, and it ends if the serial"
                    + " number has been removed. Claims must be made in writing within two weeks"
                    + " after the defect has been noticed, together with the receipt. The"
                    + " manufacturer may choose to repair or to replace the appliance; further"
                    + " claims, in particular for loss of profit, are excluded as far as the law"
                    + " permits."),
    SHORT("Where are the keys of the boat house?");

    private final String text;

    Probe(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** All texts, in order. */
    public static List<String> texts() {
        return Stream.of(values()).map(Probe::text).toList();
    }

    /** The texts that are about as long as passages of documents are. */
    public static List<String> passages() {
        return Stream.of(values()).filter(probe -> probe != SHORT).map(Probe::text).toList();
    }
}
