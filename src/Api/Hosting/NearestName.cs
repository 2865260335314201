namespace GroundTransport.Api.Hosting;

/// <summary>Finds the known name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>
    /// The name that ends or begins with <paramref name="written"/>, else the one with the smallest edit distance; null if
    /// that is more than a third of the length.
    /// </summary>
    public static string? To(string written, IEnumerable<string> names)
    {
        // Environment variables have __ for the colon.
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

    /// <summary>Levenshtein distance: the characters to insert, delete or replace.</summary>
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
