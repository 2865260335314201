using System.Globalization;
using System.Text;

namespace GroundTransport.Fuzzer.Findings;

/// <summary>What was found: printed, and stored with the bytes that led to it, so that they can be sent again with nc.</summary>
internal sealed class FindingLog(DirectoryInfo output)
{
    /// <summary>Whoever sees so many of them mends these first.</summary>
    private const int MaxStored = 50;

    private int found;

    public int Count => found;

    public void Add(Kind kind, string what, byte[] request, string answer)
    {
        var number = Interlocked.Increment(ref found);
        if (number > MaxStored)
            return;
        output.Create();
        var file = Path.Combine(output.FullName, string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}.bin"));
        File.WriteAllBytes(file, request);
        Console.WriteLine($"FOUND {kind}: {what}: {file}");
        Console.WriteLine(answer.Length > 400 ? answer[..400] : answer);
    }

    /// <summary>Prints what is no finding alone, but explains the figures at the end.</summary>
    public static void Note(Kind kind, string what, byte[] request) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{DateTime.UtcNow:HH:mm:ss} {kind}: {what}: {Encoding.Latin1.GetString(request.AsSpan(0, Math.Min(request.Length, 400)))}"));

    public void Add(string what)
    {
        Interlocked.Increment(ref found);
        Console.WriteLine($"FOUND {what}");
    }
}
