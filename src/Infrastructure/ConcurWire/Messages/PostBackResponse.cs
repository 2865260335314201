namespace GroundTransport.Infrastructure.ConcurWire.Messages;

/// <summary>What Concur answers to a PostBack. The texts are for people: they differ between versions, so nothing may match on them.</summary>
public abstract record PostBackResponse
{
    private protected PostBackResponse()
    {
    }

    /// <summary>Concur took it.</summary>
    public sealed record Success(string Text) : PostBackResponse;

    /// <summary>Concur understood it and refused it.</summary>
    public sealed record Error(string Text) : PostBackResponse;

    /// <summary>Not XML, or XML that says neither: a proxy's page, a cut answer.</summary>
    public sealed record NotXml : PostBackResponse;
}
