namespace GroundTransport.Application;

/// <summary>Input text that XML and a single log line can hold.</summary>
public static class PlainText
{
    public static bool Is(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) || text[i] is '\uFFFE' or '\uFFFF')
                return false;
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return false;
            i++;
        }
        return true;
    }
}
