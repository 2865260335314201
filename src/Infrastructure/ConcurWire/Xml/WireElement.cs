using GroundTransport.Application;

namespace GroundTransport.Infrastructure.ConcurWire.Xml;

/// <summary>
/// One element of a received message: its local name, its own text and its children. Never print it: the text may be
/// a card number.
/// </summary>
internal sealed class WireElement(string name, WireElement? parent)
{
    // A chain, not a list, and a text in one piece is stored as it is: a message has dozens of small elements.
    private WireElement? first, last, next;
    private string? firstPiece;
    private List<string>? allPieces;

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

    /// <summary>Whether it, or an element inside it, has a text.</summary>
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

    /// <summary>The path from below the root, as an ErrorSource names it.</summary>
    public string Path => parent is null ? "" : parent.PathOf(name);

    public string PathOf(string childName) => parent is null ? childName : $"{Path}/{childName}";

    /// <summary>Of a repeated child: the first with a value, else the first that contains elements, else the first.</summary>
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

    /// <summary>
    /// Comments and CDATA sections split a text, into thousands of pieces in an attack: <see cref="Close"/> joins them once.
    /// </summary>
    public void Append(string text)
    {
        if (firstPiece is null)
            firstPiece = text;
        else
            (allPieces ??= [firstPiece]).Add(text);
    }

    /// <summary>A card number stays whole where it belongs: there its reader drops it.</summary>
    private string Masked(string text) => name == "Number" && parent?.Name == "CreditCard" ? text : CardNumbers.Mask(text);

    public void Close()
    {
        if (firstPiece is not null)
            Text = Masked((allPieces is null ? firstPiece : string.Concat(allPieces)).Trim());
        (firstPiece, allPieces) = (null, null);
    }
}
