"""Ideas of the field and the words they go by: “veteran” and “host teacher” are both mentoring.

Ours, written from the vocabulary of topics and settings, never from the texts it is measured on.
"""

IDEAS = {
    "mentoring": (
        "mentor mentors mentoring coach coaches coaching veteran host cooperating expert "
        "experienced guide induction buddy feedback observe observation"
    ),
    "principals": (
        "principal principals leader leaders leadership administrator administrators head "
        "assistant supervisor superintendent"
    ),
    "pipeline": (
        "recruit recruiting recruitment attract pipeline shortage shortages vacancy "
        "vacancies unfilled fill hire hiring staffing candidates applicants supply"
    ),
    "staying": (
        "retention retain leave leaving quit stay staying turnover attrition induction "
        "novice novices beginning early career beginner newcomers first year"
    ),
    "distance": "online remote distance virtual video digital technology web hybrid",
    "rural": "rural remote small town countryside village isolated frontier",
    "language": (
        "bilingual english learners multilingual language languages emergent newcomers "
        "dual translation immigrant"
    ),
    "disability": "special education disabilities disability inclusive inclusion iep",
    "diversity": (
        "diversity diverse color black latino hispanic underrepresented minority "
        "minorities race ethnicity equity culturally cultures background"
    ),
    "residency": (
        "residency residencies resident residents clinical student teaching practicum "
        "apprenticeship apprentice apprentices yearlong year long placement field"
    ),
    "money": (
        "pay paid stipend stipends salary salaries funding money cost costs compensation scale wage"
    ),
    "evidence": (
        "evidence evaluate evaluation measure measures measuring data study research "
        "assess assessment results indicators"
    ),
    "improvement": (
        "improvement improve pdsa cycle cycles network networks networked test testing "
        "prototype iterate"
    ),
    "writing": "writing literacy reading write essays argument",
    "math": "math mathematics algebra fractions numeracy",
    "science": (
        "science stem engineering physics biology chemistry computer coding computing programming"
    ),
    "young": "early childhood preschool kindergarten prek toddlers elementary primary",
    "teacherleaders": (
        "teacher leader leaders lead career ladder ladders roles team teams pathway "
        "pathways board certification certified"
    ),
    "paras": (
        "paraprofessional paraprofessionals aide aides assistants paraeducator grow your "
        "own high school local community"
    ),
    "redesign": (
        "redesign curriculum coursework degree program syllabus courses redesigning rebuild revise"
    ),
    "partnership": (
        "partnership partner partners partnering university universities college colleges "
        "district districts collaboration"
    ),
    "policy": "policy state license licence licensure certification standards law legislature",
    "wellbeing": (
        "wellbeing well being social emotional sel stress burnout mental health belonging climate"
    ),
    "native": "native tribal indigenous tribes reservation",
}
