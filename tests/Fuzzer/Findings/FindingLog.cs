using System.Globalization;

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

    public void Add(string what)
    {
        Interlocked.Increment(ref found);
        Console.WriteLine($"FOUND {what}");
    }
}
