namespace GroundTransport.Api.Hosting;

/// <summary>Finds the name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The name that begins or ends with <paramref name="written"/>, else the one that differs least; null where each
    /// differs in more than a third of its characters.
    /// </summary>
    public static string? To(string written, IEnumerable<string> names)
    {
        // As environment variables write it.
        var wanted = written.TrimStart('-', '/').Replace("__", ":", StringComparison.Ordinal);
        if (wanted.Length == 0)
            return null;
        var candidates = names.ToList();
        return candidates.Find(name => name.EndsWith($":{wanted}", StringComparison.OrdinalIgnoreCase))
            ?? candidates.Find(name => name.StartsWith($"{wanted}:", StringComparison.OrdinalIgnoreCase))
            ?? candidates.Select(name => (Name: name, Distance: Distance(wanted.ToUpperInvariant(), name.ToUpperInvariant())))
                .Where(near => near.Distance <= Math.Max(1, wanted.Length / 3))
                .OrderBy(near => near.Distance)
                .Select(near => near.Name)
                .FirstOrDefault();
    }

    /// <summary>Levenshtein's: how many characters to insert, delete or replace.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
