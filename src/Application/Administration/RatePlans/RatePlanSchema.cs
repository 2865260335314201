namespace GroundTransport.Application.Administration.RatePlans;

/// <summary>The JSON schema of a rate plan from docs/schemas, which describes each field.</summary>
public static class RatePlanSchema
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(RatePlanSchema).Assembly.GetManifestResourceStream("rate-plan.schema.json")!;
        return new StreamReader(stream).ReadToEnd();
    }
}
