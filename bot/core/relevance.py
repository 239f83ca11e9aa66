"""Whether an entry is about AI: what is taken from sources that write about other things too.

Precision comes first: a reader of AI news forgives a missing item sooner than a phone test. A
title decides where it names AI, a lab, a model or an AI chip; a name that means other things too
has to be borne out by a version, by a second one or by the text; a text decides alone only where
it speaks of AI from its beginning and all along.
"""

from enum import Enum, auto

import regex

from .lexicon import Lexicon

_READ = 3000
"""Characters of a text that are read; what it is about stands there."""
_LEAD = 400
_PER_MENTION = 250
"""A text that decides alone names AI once in so many characters, on average, or more often."""
_FEWEST_TERMS = 3
"""Different terms in a text that decides alone: a phone test says "AI" again and again."""
_GLUED = regex.compile(r"(?<=\p{Latin}{3})(?=\d)")
"""Where a version sticks to a name (Qwen3); names of chips begin with fewer letters (GB200)."""
_VERSION = regex.compile(r"[ \-]?[A-Za-z]{0,2}\d")


class _Says(Enum):
    AI = auto()
    """It is about AI wherever it stands."""
    MODEL = auto()
    """A model whose name means other things as well, except where a version follows."""
    MAYBE = auto()
    """A firm or a thing that AI needs and others do too."""
    OTHER = auto()
    """Contains one of the words above and means something else."""


_TERMS = {
    _Says.AI: """
        A.I|AIGC|AGI|artificial intelligence|superintelligence|machine learning|deep learning
        reinforcement learning|neural network|language model|foundation model|frontier model
        reasoning model|world model|diffusion model|generative|LLM|LLMs|agentic|chatbot|deepfake
        text-to-image|text-to-video|prompt injection|vibe coding|retrieval-augmented
        model context protocol|embodied intelligence|humanoid|robotaxi|self-driving
        autonomous driving|OpenAI|Anthropic|DeepMind|DeepSeek|Hugging Face|HuggingFace|xAI|Zhipu
        Z.ai|MiniMax|StepFun|Baichuan|SenseTime|iFlytek|Cerebras|CoreWeave|Groq|Waymo|LangChain
        Midjourney|ElevenLabs|Stable Diffusion|Sam Altman|Amodei|Hassabis|LeCun|Fei-Fei Li
        Kimi|OpenClaw|OpenRouter|OpenCode|SWE-bench|model weights
        ChatGPT|Claude Code|Claude Opus|Claude Sonnet|Claude Haiku|Gemini Pro|Gemini Flash
        Gemini app|GitHub Copilot|Microsoft Copilot|NotebookLM|Qwen|ChatGLM|Hunyuan|Doubao
        AlphaFold|Apple Intelligence|vLLM|llama.cpp|Ollama|GB200|GB300|DGX|Trainium|人工智能
        人工智慧|通用智能|大模型|语言模型|推理模型|世界模型|扩散模型|多模态|智能体|生成式
        机器学习|深度学习|强化学习|神经网络|聊天机器人|具身智能|人形机器人|文生图|文生视频
        图生视频|提示词|视频生成|图像生成|音频生成|代码模型|视频模型|模型权重|开源模型|预训练
        可灵|深度伪造|智算|自动驾驶|无人驾驶|萝卜快跑|月之暗面|智谱|深度求索|阶跃星辰|百川智能
        零一万物|面壁智能|商汤|科大讯飞|宇树|智元机器人|梁文锋|杨植麟|李飞飞|通义千问|千问
        文心一言|豆包|昇腾
    """,
    _Says.MODEL: """
        GPT|Claude|Gemini|Gemma|Llama|Grok|GLM|Ernie|Sora|Veo|Kling|Codex|Mistral|Opus|Sonnet
        文心|通义|混元|盘古|即梦
    """,
    _Says.MAYBE: """
        Copilot|Cursor|Devin|Manus|Perplexity|Siri|Alexa|transformer|agent|inference|fine-tuning
        open weights|context window|robot|Optimus|Altman|Moonshot|Nvidia|AMD|Blackwell|Rubin|TPU
        NPU|HBM|H20|H100|H200|B200|B300|MI300|MI325|MI350|MI355|MI400|accelerator|data center
        data centre|英伟达|黄仁勋|奥特曼|阿尔特曼|寒武纪|摩尔线程|沐曦|壁仞|加速卡|高带宽内存
        算力|推理|微调|词元|开放权重|数据中心|机器人|智能驾驶|智驾|辅助驾驶|语音助手|智能助手
        脑机接口
    """,
    _Says.OTHER: """
        Claude Monet|Claude Debussy|Jean Claude|estate agent|智能体验|智能体脂|智能体温|智能体重
        智能体检|智能体育|可灵活|可灵敏|Kimi Antonelli|Kimi Raikkonen|红豆包|土豆包|豆包子
        自动驾驶仪|扫地机器人|扫拖机器人|擦窗机器人|割草机器人|推理小说|推理剧
    """,
}


def _learn() -> Lexicon[tuple[_Says, str]]:
    lexicon: Lexicon[tuple[_Says, str]] = Lexicon()
    for says, listed in _TERMS.items():
        for term in filter(None, regex.split(r"\s*[|\n]\s*", listed)):
            lexicon.add(term, (says, term))
    lexicon.add("AI", (_Says.AI, "AI"), exact=True)
    return lexicon


_LEXICON = _learn()


def is_about_ai(title: str, text: str) -> bool:
    """Tell whether an article in English or Chinese is about AI.

    Args:
        title: one line.
        text: what is known of the article; may be empty, then the title decides.
    """
    named, hinted = _terms(title)
    if named or len(set(hinted)) > 1:
        return True
    lead, _ = _terms(text[:_LEAD])
    if hinted and lead:
        return True
    read = text[:_READ]
    said, _ = _terms(read)
    is_throughout = len(said) * _PER_MENTION >= len(read) and len(set(said)) >= _FEWEST_TERMS
    return bool(lead) and is_throughout


def _terms(text: str) -> tuple[list[str], list[str]]:
    """Return the terms that say AI and those that hint at it, the longer one where two overlap."""
    named: list[str] = []
    hinted: list[str] = []
    end = 0
    text = _GLUED.sub("-", text)
    for hit in _LEXICON.find(text):
        if hit.start < end:
            continue
        end = hit.end
        says, term = hit.payload
        is_version = says is _Says.MODEL and _VERSION.match(text, end)
        if says is _Says.AI or is_version:
            named.append(term)
        elif says is not _Says.OTHER:
            hinted.append(term)
    return named, hinted
