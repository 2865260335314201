namespace GroundTransport.Infrastructure.ConcurWire.Codec;

/// <summary>
/// One element of a message that came: its local name, its own text and its children. Never printed: the text may be
/// a card number.
/// </summary>
internal sealed class WireElement(string name, WireElement? parent)
{
    private static readonly List<WireElement> None = [];
    private List<WireElement> children = None;
    private List<string>? pieces;

    public string Name => name;

    public WireElement? Parent => parent;

    public IReadOnlyList<WireElement> Children => children;

    /// <summary>The element's own text without white space around it; empty where there is none.</summary>
    public string Text { get; private set; } = "";

    /// <summary>It, or something in it, says something.</summary>
    public bool HasValue => Text.Length > 0 || children.Exists(child => child.HasValue);

    /// <summary>From below the root to here: what an ErrorSource names.</summary>
    public string Path => parent is null ? "" : parent.PathOf(name);

    public string PathOf(string childName) => parent is null ? childName : $"{Path}/{childName}";

    /// <summary>Of a repeated child the first with a value counts, else the first that holds elements, else the first.</summary>
    public WireElement? Child(string childName)
    {
        WireElement? best = null;
        foreach (var child in children)
        {
            if (child.Name != childName)
                continue;
            if (child.HasValue)
                return child;
            if (best is null || (best.children.Count == 0 && child.children.Count > 0))
                best = child;
        }
        return best;
    }

    public WireElement Add(string childName)
    {
        var child = new WireElement(childName, this);
        if (children == None)
            children = new List<WireElement>(4);
        children.Add(child);
        return child;
    }

    /// <summary>Comments and CDATA sections cut a text into pieces, thousands where somebody means harm: joined once, at the end.</summary>
    public void Append(string piece) => (pieces ??= new List<string>(1)).Add(piece);

    public void Close()
    {
        if (pieces is not null)
            Text = (pieces.Count == 1 ? pieces[0] : string.Concat(pieces)).Trim();
        pieces = null;
    }
}
