namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>
/// One element of a message that came: its local name, its own text and its children. Never printed: the text may be
/// a card number.
/// </summary>
internal sealed class WireElement(string name, WireElement? parent)
{
    // Chained instead of listed, and a text that comes whole is taken as it comes: a message has dozens of small elements.
    private WireElement? first, last, next;
    private string? piece;
    private List<string>? pieces;

    public string Name => name;

    public WireElement? Parent => parent;

    public bool HasChildren => first is not null;

    public IEnumerable<WireElement> Children
    {
        get
        {
            for (var child = first; child is not null; child = child.next)
                yield return child;
        }
    }

    /// <summary>The element's own text without white space around it; empty where there is none.</summary>
    public string Text { get; private set; } = "";

    /// <summary>It, or something in it, says something.</summary>
    public bool HasValue
    {
        get
        {
            if (Text.Length > 0)
                return true;
            for (var child = first; child is not null; child = child.next)
            {
                if (child.HasValue)
                    return true;
            }
            return false;
        }
    }

    /// <summary>From below the root to here: what an ErrorSource names.</summary>
    public string Path => parent is null ? "" : parent.PathOf(name);

    public string PathOf(string childName) => parent is null ? childName : $"{Path}/{childName}";

    /// <summary>Of a repeated child the first with a value counts, else the first that holds elements, else the first.</summary>
    public WireElement? Child(string childName)
    {
        WireElement? best = null;
        for (var child = first; child is not null; child = child.next)
        {
            if (child.Name != childName)
                continue;
            if (child.HasValue)
                return child;
            if (best is null || (!best.HasChildren && child.HasChildren))
                best = child;
        }
        return best;
    }

    public WireElement Add(string childName)
    {
        var child = new WireElement(childName, this);
        if (last is null)
            first = child;
        else
            last.next = child;
        last = child;
        return child;
    }

    /// <summary>Comments and CDATA sections cut a text into pieces, thousands where somebody means harm: joined once, at the end.</summary>
    public void Append(string text)
    {
        if (piece is null)
            piece = text;
        else
            (pieces ??= [piece]).Add(text);
    }

    public void Close()
    {
        if (piece is not null)
            Text = (pieces is null ? piece : string.Concat(pieces)).Trim();
        (piece, pieces) = (null, null);
    }
}
