using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace GroundTransport.Fuzzer.Mutations;

/// <summary>Changes a message where its structure has joints: elements, their order, names, texts; then, sometimes, its bytes.</summary>
internal sealed class XmlMutator
{
    private static readonly XmlWriterSettings Lenient = new()
    {
        OmitXmlDeclaration = true,
        CheckCharacters = false,
        ConformanceLevel = ConformanceLevel.Fragment,
    };

    private static readonly Encoding[] Encodings =
        [Encoding.UTF8, new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1];

    private static readonly string[] Prologues =
    [
        "<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", "<?xml version=\"1.1\"?>",
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>", "\ufeff", " ",
        "<!-- x -->", "<?p?>",
        "<!DOCTYPE a [<!ENTITY e \"e\">]>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\">", "\0", "x",
    ];

    private readonly string[] names;
    private readonly XElement[] donors;

    /// <param name="messages">Messages that are right: their elements are moved into others.</param>
    public XmlMutator(IEnumerable<XElement> messages)
    {
        donors = [.. messages.SelectMany(message => message.DescendantsAndSelf())];
        names = [.. donors.Select(element => element.Name.LocalName).Distinct()];
    }

    /// <summary>The changed message as bytes. One in ten stays right, so that what follows a right message is reached too.</summary>
    public byte[] Mutate(XElement message, Random random)
    {
        var changed = new XElement(message);
        if (random.Next(10) > 0)
        {
            // Few changes reach deep, many break early.
            for (var changes = 1 + random.Next(1 + random.Next(6)); changes > 0; changes--)
                Change(changed, random);
        }
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Lenient))
            changed.WriteTo(writer);
        return random.Next(6) == 0 ? Break(text.ToString(), random) : Encoding.UTF8.GetBytes(text.ToString());
    }

    private void Change(XElement root, Random random)
    {
        var all = root.DescendantsAndSelf().ToList();
        var element = all[random.Next(all.Count)];
        switch (random.Next(16))
        {
            case < 6:
                var leaves = all.Where(each => !each.HasElements).ToList();
                if (leaves.Count > 0)
                    SetText(leaves[random.Next(leaves.Count)], HostileValues.Any(random));
                break;
            case 6 when element.Parent is not null:
                element.Remove();
                break;
            case 7 when element.Parent is not null:
                for (var copies = random.Next(20) == 0 ? 300 : random.Next(1, 4); copies > 0; copies--)
                    element.AddAfterSelf(new XElement(element));
                break;
            case 8 when element.Parent is { } parent:
                element.Remove();
                parent.AddFirst(element);
                break;
            case 9 when element.Parent is not null:
                element.ReplaceWith(new XElement(donors[random.Next(donors.Length)]));
                break;
            case 10:
                element.Add(new XElement(donors[random.Next(donors.Length)]));
                break;
            case 11:
                element.Name = Name(random);
                break;
            case 12:
                element.SetAttributeValue(Name(random), "x");
                break;
            case 13:
                element.Add(random.Next(3) switch
                {
                    0 => new XComment("c"),
                    1 => new XCData("text"),
                    _ => new XProcessingInstruction("p", "i"),
                });
                break;
            case 14:
                var deepest = element;
                for (var depth = random.Next(10) == 0 ? 200 : random.Next(1, 5); depth > 0; depth--)
                    deepest.Add(deepest = new XElement(Name(random)));
                break;
            default:
                SetText(element, HostileValues.Any(random));
                break;
        }
    }

    private XName Name(Random random) => random.Next(8) switch
    {
        0 => XName.Get(names[random.Next(names.Length)], "urn:other"),
        1 => "A" + random.Next(1000),
        2 => names[random.Next(names.Length)].ToUpperInvariant(),
        _ => names[random.Next(names.Length)],
    };

    private static void SetText(XElement element, string text)
    {
        element.RemoveNodes();
        // Half a surrogate pair can't be encoded; as a byte order it is reached by Break.
        element.Add(new XText(text.Any(char.IsSurrogate) ? new string([.. text.Where(c => !char.IsSurrogate(c))]) : text));
    }

    private static byte[] Break(string text, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                return Encoding.UTF8.GetBytes(text[..random.Next(text.Length + 1)]);
            case 1:
                return Encoding.UTF8.GetBytes(Prologues[random.Next(Prologues.Length)] + text);
            case 2:
                var encoding = Encodings[random.Next(Encodings.Length)];
                return [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
            case 3:
                return Encoding.UTF8.GetBytes(text + text);
            default:
                return Bytes.Break(Encoding.UTF8.GetBytes(text), random);
        }
    }
}
