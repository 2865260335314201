namespace GroundTransport.Infrastructure.ConcurWire.Messages;

/// <summary>What Concur answers to a PostBack. The texts are for people: they differ between versions, so nothing may match on them.</summary>
public abstract record PostBackAnswer
{
    private protected PostBackAnswer()
    {
    }

    /// <summary>Concur took it.</summary>
    public sealed record Success(string Text) : PostBackAnswer;

    /// <summary>Concur understood it and refused it.</summary>
    public sealed record Error(string Text) : PostBackAnswer;

    /// <summary>Not XML, or XML that says neither: a proxy's page, a cut answer.</summary>
    public sealed record NotXml : PostBackAnswer;
}
